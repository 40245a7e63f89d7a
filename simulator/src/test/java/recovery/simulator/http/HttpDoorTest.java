package recovery.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.simulator.Traits;
import recovery.simulator.http.behaviour.SimulatorBench;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;

/** The doors themselves: who can reach them, and what they answer to nonsense. */
class HttpDoorTest {
    private final SimulatorBench bench = new SimulatorBench();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nothingListensOnOtherInterfaces() throws IOException {
        var reached = new ArrayList<InetAddress>();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                if (connects(address)) {
                    reached.add(address);
                }
            }
        }
        assertThat(reached).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    private boolean connects(InetAddress address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, bench.endpoint().getPort()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an unknown action,               Action=LaunchRockets,                                            InvalidAction",
        "no action,                       Version=2016-11-15,                                              InvalidAction",
        "nothing at all,                  '',                                                              InvalidAction",
        "a stop that names nobody,        Action=StopInstances,                                            MissingParameter",
        "a malformed id,                  Action=StopInstances&InstanceId.1=web,                           InvalidInstanceID.Malformed",
        "an address to nobody,            Action=AssociateAddress&AllocationId=eipalloc-1,                  MissingParameter",
        "no address to somebody,          Action=AssociateAddress&InstanceId=i-00000000000000001,          MissingParameter",
        "an association without its id,   Action=DisassociateAddress,                                      MissingParameter",
        "an address to a malformed id,    Action=AssociateAddress&AllocationId=e&InstanceId=web,            InvalidInstanceID.Malformed",
        "a page size that is no number,   Action=DescribeInstances&MaxResults=many,                        InvalidParameterValue",
        "a page of nothing,               Action=DescribeInstances&MaxResults=0,                           InvalidParameterValue",
        "an unknown filter of volumes,    Action=DescribeVolumes&Filter.1.Name=size&Filter.1.Value.1=8,     InvalidParameterValue",
        "an unknown filter,               Action=DescribeInstances&Filter.1.Name=mood&Filter.1.Value.1=x,  InvalidParameterValue",
        "an escape that ends too early,   Action=StopInstances&InstanceId.1=%zz,                           MalformedQueryString"
    })
    void aBadRequestGetsAnErrorOfEc2(String what, String body, String code) {
        bench.running();

        HttpResponse<String> answer = post("/", body);

        assertThat(answer.statusCode()).as(what).isEqualTo(400);
        assertThat(answer.body()).contains("<Errors><Error><Code>" + code + "</Code><Message>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an unknown verb       | explode    | {}",
                "no JSON               | break-host | not json",
                "no instance           | break-host | {}",
                "an unknown instance   | break-host | {\"instance\": \"i-0ffffffffffffffff\"}",
                "an address to nobody  | add-address | {\"address\": \"203.0.113.10\"}",
                "an address to a ghost | add-address | {\"address\": \"203.0.113.10\", \"instance\": \"i-0ffffffffffffffff\"}",
                "an unknown happening  | happens    | {\"instance\": \"i-00000000000000001\", \"what\": \"EXPLODES\"}",
                "a span that is none   | timings    | {\"STOPPING\": \"soon\"}"
            })
    void aMistakeAtTheControlDoorIsAnsweredWithASentence(String what, String verb, String body) {
        bench.running();

        HttpResponse<String> answer = post("/_simulator/" + verb, body);

        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void whateverATagHoldsComesThroughTheXmlUnharmed() {
        String value = "<b> & \"quotes\" 'single' ü 雲 ]]>";
        String id = bench.running(Map.of("odd <key>", value));

        Instance seen = bench.ec2()
                .describeInstances(request -> request.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();

        assertThat(seen.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.key()).isEqualTo("odd <key>");
            assertThat(tag.value()).isEqualTo(value);
        });
    }

    @Test
    void aListComesInPagesThatTogetherAreComplete() {
        for (int i = 0; i < 12; i++) {
            bench.running();
        }
        var sizes = new ArrayList<Integer>();
        var ids = new ArrayList<String>();
        for (DescribeInstancesResponse page :
                bench.ec2().describeInstancesPaginator(request -> request.maxResults(5))) {
            sizes.add(page.reservations().size());
            page.reservations()
                    .forEach(reservation ->
                            ids.add(reservation.instances().getFirst().instanceId()));
        }
        assertThat(sizes).containsExactly(5, 5, 2);
        assertThat(ids).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void aHeldCallGetsItsAnswerWhenItIsReleased() throws Exception {
        var id = bench.add(Traits.inZone("eu-west-1a"));
        bench.model().arm(new Fault.Hold(), Aim.at(Action.STOP_INSTANCES), 1);
        CompletableFuture<StopInstancesResponse> stop = CompletableFuture.supplyAsync(
                () -> bench.ec2().stopInstances(request -> request.instanceIds(id.value())));
        assertThat(arrives()).isTrue();
        assertThat(stop).isNotDone();
        assertThat(bench.model().instance(id)).map(one -> one.state()).contains(InstanceState.RUNNING);

        assertThat(post("/_simulator/release", "{}").statusCode()).isEqualTo(200);

        assertThat(stop.get(5, TimeUnit.SECONDS).stoppingInstances())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.previousState().nameAsString()).isEqualTo("running"));
    }

    /** Looks again and again until a call has come in; false if none does for some seconds. */
    private boolean arrives() {
        for (int i = 0; i < 5000 && bench.model().log().acts().isEmpty(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        return !bench.model().log().acts().isEmpty();
    }

    @Test
    void theClientDrivesTheWorldAndReadsTheLog() {
        var client = new SimulatorClient(bench.endpoint().toString());
        var id = new InstanceId("i-0aaaaaaaaaaaaaaaa");
        client.add(id, "eu-west-1b", Map.of("recovery:plan", "web"));
        client.arm("throttle", Action.STOP_INSTANCES, id, 1);

        assertThatThrownBy(() -> bench.ec2().stopInstances(request -> request.instanceIds(id.value())))
                .hasMessageContaining("Request limit exceeded");
        bench.ec2().stopInstances(request -> request.instanceIds(id.value()));

        assertThat(client.acts(id)).isEqualTo(List.of("StopInstances", "StopInstances"));
        assertThat(client.instances()).singleElement().satisfies(one -> assertThat(one.text("state"))
                .isEqualTo("stopping"));
    }

    @Test
    void theClientAddsAnAddressAndSpoilsItsMove() {
        var client = new SimulatorClient(bench.endpoint().toString());
        var primary = new InstanceId(bench.running());
        String standby = bench.running();
        String allocation = client.addAddress("203.0.113.10", primary);
        client.arm("throttle", Action.ASSOCIATE_ADDRESS, 1);

        assertThatThrownBy(() -> bench.ec2().associateAddress(request -> request.allocationId(allocation)
                        .instanceId(standby)))
                .hasMessageContaining("Request limit exceeded");

        assertThat(client.addresses()).singleElement().satisfies(one -> assertThat(one.asMap())
                .isEqualTo(Map.of("address", "203.0.113.10", "allocation", allocation, "instance", primary.value())));
        assertThat(client.acts(new InstanceId(standby))).containsExactly("AssociateAddress");
    }

    @Test
    void theClientMakesAStopHangUntilItEndsByItselfAndAPersonStartsTheInstance() {
        var client = new SimulatorClient(bench.endpoint().toString());
        String id = bench.running();
        client.hangStop(new InstanceId(id), Duration.ofMinutes(30));
        bench.ec2().stopInstances(request -> request.instanceIds(id).force(true));

        bench.pass(Duration.ofMinutes(29));
        assertThat(state(client)).isEqualTo("stopping");
        bench.pass(Duration.ofMinutes(1));
        assertThat(state(client)).isEqualTo("stopped");

        client.happens(new InstanceId(id), Happening.PERSON_STARTS);
        assertThat(state(client)).isEqualTo("pending");
        assertThat(client.acts(new InstanceId(id))).containsExactly("StopInstances");
    }

    @Test
    void theClientTakesARightAway() {
        var client = new SimulatorClient(bench.endpoint().toString());
        String id = bench.running();
        client.arm("unauthorized", Action.STOP_INSTANCES, 1);

        assertThatThrownBy(() -> bench.ec2().stopInstances(request -> request.instanceIds(id)))
                .hasMessageContaining("You are not authorized to perform this operation");
    }

    private static String state(SimulatorClient client) {
        return client.instances().getFirst().text("state");
    }

    private HttpResponse<String> post(String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(bench.endpoint() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }
}
