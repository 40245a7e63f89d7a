package recovery.systemtests.planted;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import recovery.systemtests.point.PointRuns;
import recovery.systemtests.simulation.SeedRuns;

/**
 * A copy of the product, the simulator and the runs in a class loader of its own, in which some classes are others. Only
 * types of the JDK cross its border.
 */
final class Copy extends ClassLoader {
    private static final String OURS = "recovery.";
    private static final String RUNS = "recovery.systemtests.story.Runs";
    private static final String POINTS = "recovery.systemtests.point.PointRuns";
    private static final String SEEDS = "recovery.systemtests.simulation.SeedRuns";

    private final Map<String, byte[]> changed;

    Copy(Map<String, byte[]> changed) {
        super(Copy.class.getClassLoader());
        this.changed = changed;
    }

    /** Carries out a run in this copy: every invariant that it found broken, as {@code name: sentence}. */
    @SuppressWarnings("unchecked")
    List<String> broken(String run) {
        try {
            String runner = PointRuns.isOne(run) ? POINTS : SeedRuns.isOne(run) ? SEEDS : RUNS;
            var runs = (Function<String, List<String>>)
                    loadClass(runner).getDeclaredConstructor().newInstance();
            return runs.apply(run);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the runs could not be loaded", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null) {
                byte[] bytes = bytes(name);
                known = defineClass(name, bytes, 0, bytes.length);
            }
            return known;
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        byte[] other = changed.get(name);
        if (other != null) {
            return other;
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
