package recovery.shared.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS on the loopback: gives the answers that a test lays out, the last one again and again, and remembers every
 * request. The SDK is led here by its own look-up of {@code AWS_ENDPOINT_URL}, in its form as a system property.
 */
final class Wire implements AutoCloseable {
    private static final String ENDPOINT = "aws.endpointUrl";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    Wire() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty(ENDPOINT, address());
    }

    sealed interface Answer {
        record Says(int status, String body) implements Answer {}

        /** The request was read, and the connection is closed. */
        record HangsUp() implements Answer {}

        /** The request was read, and nothing ever comes. */
        record IsSilent() implements Answer {}
    }

    static Answer ok(String body) {
        return new Answer.Says(200, body);
    }

    /** An error as EC2 writes it. */
    static Answer ec2Error(int status, String code) {
        return new Answer.Says(
                status,
                "<Response><Errors><Error><Code>" + code + "</Code><Message>because of " + code
                        + "</Message></Error></Errors><RequestID>r-1</RequestID></Response>");
    }

    /** An error as Route 53 writes it. */
    static Answer route53Error(int status, String code) {
        return new Answer.Says(
                status,
                "<ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>because of " + code
                        + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
    }

    /** An error as Elastic Load Balancing and Auto Scaling write it. */
    static Answer queryError(int status, String code) {
        return new Answer.Says(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>because of " + code
                        + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
    }

    /** An error as the services with a JSON protocol write it. */
    static Answer jsonError(int status, String code) {
        return new Answer.Says(
                status, "{\"__type\":\"com.amazonaws#" + code + "\",\"message\":\"because of " + code + "\"}");
    }

    synchronized Wire answers(Answer... inOrder) {
        answers.clear();
        answers.addAll(List.of(inOrder));
        requests.clear();
        return this;
    }

    /** The bodies of the requests since the answers were laid out; forms in plain text. Without a body, its address. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Clients that wait long enough for any answer of this server on a busy machine. */
    static AwsClients patient() {
        return clients(Duration.ofSeconds(20));
    }

    /** Clients that soon give up waiting. */
    static AwsClients impatient() {
        return clients(Duration.ofMillis(500));
    }

    private static AwsClients clients(Duration attempt) {
        return new AwsClients(
                "eu-west-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                new AwsClients.Patience(Duration.ofSeconds(20), attempt, Duration.ofSeconds(60), attempt));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = body.isEmpty() ? exchange.getRequestMethod() + " " + exchange.getRequestURI() : body;
        switch (next(request)) {
            case Answer.Says(int status, String text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            }
            case Answer.HangsUp hangsUp -> exchange.close();
            case Answer.IsSilent silent -> awaitClosing();
        }
    }

    private synchronized Answer next(String request) {
        requests.add(request.startsWith("{") ? request : URLDecoder.decode(request, StandardCharsets.UTF_8));
        Answer next = answers.size() > 1 ? answers.poll() : answers.peek();
        return next == null ? new Answer.Says(500, "a request for which the test has no answer") : next;
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        System.clearProperty(ENDPOINT);
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
