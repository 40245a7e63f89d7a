package recovery.systemtests.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client whose connection a test can break, on either side of what DynamoDB does. */
final class BreakableClient implements InvocationHandler {
    private final DynamoDbClient whole;
    private final AtomicBoolean loseNextReply = new AtomicBoolean();
    private final AtomicBoolean cutOff = new AtomicBoolean();

    BreakableClient(DynamoDbClient whole) {
        this.whole = whole;
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    void loseNextReply() {
        loseNextReply.set(true);
    }

    void cutOff() {
        cutOff.set(true);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (cutOff.get()) {
            throw SdkClientException.create("no connection");
        }
        try {
            Object answer = method.invoke(whole, arguments);
            demandReply();
            return answer;
        } catch (InvocationTargetException e) {
            demandReply();
            throw e.getTargetException();
        }
    }

    private void demandReply() {
        if (loseNextReply.getAndSet(false)) {
            throw SdkClientException.create("the connection broke before the answer");
        }
    }
}
