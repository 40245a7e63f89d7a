import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local with the two manners that it lacks: it listens on the loopback address only, and it ends with the
 * process that started it, however that one ended.
 */
public final class LoopbackDynamoDb {
    private static final Duration LOOK_AT_PARENT_EVERY = Duration.ofMillis(500);

    /** LocalStack starts DynamoDB Local with an agent of its own; this stands in for it and does nothing. */
    public static void premain(String arguments) {}

    public static void main(String[] arguments) throws Exception {
        endWithParent();
        var proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
        // It offers no option for the address to bind; its Jetty server is a private field.
        var field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        for (Connector connector : ((Server) field.get(proxy)).getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
        }
        proxy.start();
    }

    /** An orphan gets another parent at once, on every system, so that looking at it needs no help of the system. */
    private static void endWithParent() {
        var parent = ProcessHandle.current().parent();
        Thread.ofPlatform().daemon().name("end-with-parent").start(() -> {
            while (ProcessHandle.current().parent().equals(parent)) {
                try {
                    Thread.sleep(LOOK_AT_PARENT_EVERY);
                } catch (InterruptedException e) {
                    break;
                }
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
