package recovery.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Action;
import recovery.simulator.Call;
import recovery.simulator.SimulatedInstance;

/** The part of the EC2 Query API that is about volumes: those that are attached to given instances. */
final class VolumeDoor {
    private static final String ATTACHED_TO = "attachment.instance-id";

    private VolumeDoor() {}

    static Call call(Form form) {
        var ids = new ArrayList<InstanceId>();
        form.filters().forEach((name, values) -> {
            if (!name.equals(ATTACHED_TO)) {
                throw Ec2Refusal.bad("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
            values.stream().filter(InstanceId::isOne).map(InstanceId::new).forEach(ids::add);
        });
        return Call.of(Action.DESCRIBE_VOLUMES, ids, "http").dryRun(form.flag("DryRun"));
    }

    /** Each instance has one volume that is not encrypted, and one for each of its keys. */
    static String listed(List<SimulatedInstance> instances) {
        var volumes = new ArrayList<Volume>();
        for (SimulatedInstance instance : instances) {
            volumes.add(new Volume(instance.id(), 0, ""));
            for (String key : new TreeSet<>(instance.traits().keys().keySet())) {
                volumes.add(new Volume(instance.id(), volumes.size(), key));
            }
        }
        return Xml.document("DescribeVolumesResponse", root -> root.text("requestId", "simulated")
                .list("volumeSet", volumes, VolumeDoor::volume));
    }

    private record Volume(InstanceId attachedTo, int number, String key) {}

    private static void volume(Xml item, Volume volume) {
        item.text("volumeId", "vol-" + volume.attachedTo().value().substring(2) + volume.number())
                .text("encrypted", String.valueOf(!volume.key().isEmpty()));
        if (!volume.key().isEmpty()) {
            item.text("kmsKeyId", volume.key());
        }
        item.list("attachmentSet", List.of(volume), (attachment, one) -> attachment
                .text("instanceId", one.attachedTo().value())
                .text("status", "attached"));
    }
}
