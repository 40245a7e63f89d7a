package recovery.systemtests.rights;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Clients of the SDK whose requests are seen and go nowhere. */
final class Wire {
    private Wire() {}

    static <C> C client(Class<C> type, Consumer<SdkRequest> seen) {
        InvocationHandler handler = (proxy, method, given) -> {
            boolean pages = method.getName().endsWith("Paginator");
            if (!pages && given != null && given.length == 1 && given[0] instanceof SdkRequest request) {
                seen.accept(request);
                return answer(request);
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, given);
            }
            throw new AssertionError("no request by which a call could be seen: " + method);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Most calls are one request, for which no answer is needed; a volume's key and a group's port lead to a second one. */
    private static SdkResponse answer(SdkRequest request) {
        if (request instanceof DescribeVolumesRequest) {
            return DescribeVolumesResponse.builder()
                    .volumes(Volume.builder()
                            .encrypted(true)
                            .kmsKeyId(Authorization.KEY)
                            .build())
                    .build();
        }
        if (request instanceof DescribeTargetGroupsRequest groups) {
            return DescribeTargetGroupsResponse.builder()
                    .targetGroups(TargetGroup.builder()
                            .targetGroupArn(groups.targetGroupArns().getFirst())
                            .port(80)
                            .build())
                    .build();
        }
        throw SdkClientException.builder()
                .message("this wire leads nowhere")
                .writableStackTrace(false)
                .build();
    }
}
