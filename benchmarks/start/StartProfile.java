import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Prints where a start of the server spends its time. Arguments: the flight recording, the log of
 * the start, and the times of the command and of readiness in milliseconds since 1970.
 *
 * <p>A sample counts for the phase and the module of its innermost frame that belongs to one.
 */
final class StartProfile {
  private static final int SAMPLE_MILLIS = 10;

  /** Parts of a start by the class names of their frames; the first match of a frame counts. */
  private static final Map<String, Pattern> PHASES = new LinkedHashMap<>();

  static {
    phase("migration check", "org\\.lumoauth\\.platform\\.persistence\\.migration\\.|liquibase\\.");
    phase("persistence units", "org\\.lumoauth\\.platform\\.persistence\\.unit\\.|org\\.apache\\.openjpa\\.");
    phase("database", "org\\.h2\\.|org\\.mariadb\\.|com\\.zaxxer\\.");
    phase("feature resolution", "org\\.apache\\.karaf\\.features\\.");
    phase("bundle resolution", "org\\.apache\\.felix\\.resolver\\.|org\\.apache\\.felix\\.framework\\.StatefulResolver");
    phase("class loading", "org\\.apache\\.felix\\.framework\\.BundleWiringImpl|java\\.lang\\.ClassLoader");
    phase("console and SSH", "org\\.apache\\.karaf\\.shell\\.|org\\.apache\\.sshd\\.");
    phase("JAX-RS", "org\\.apache\\.cxf\\.|org\\.apache\\.aries\\.jax\\.rs\\.|org\\.apache\\.aries\\.component\\.dsl\\.");
    phase("JSON", "com\\.fasterxml\\.jackson\\.");
    phase("HTTP", "org\\.eclipse\\.jetty\\.");
    phase("logging", "org\\.ops4j\\.pax\\.logging\\.|org\\.apache\\.logging\\.");
    phase("configuration", "org\\.apache\\.felix\\.(cm|fileinstall|configurator)\\.");
    phase("component descriptors", "org\\.apache\\.felix\\.scr\\.impl\\.(parser|metadata|xml)\\.");
    phase("component activation", "org\\.apache\\.felix\\.scr\\.");
    phase("bundle start", "org\\.apache\\.felix\\.framework\\.");
    phase("Karaf boot", "org\\.apache\\.karaf\\.");
  }

  private static final Pattern MODULE = Pattern.compile("org\\.lumoauth\\.(\\w+\\.\\w+)\\..*");
  private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Pattern UNIT =
      Pattern.compile("persistence\\.unit-open unit=(\\S+) entities=(\\d+) ms=(\\d+)");
  private static final Pattern APPLICATION = Pattern.compile("application_ready module=(\\S+)");

  private final Instant began;
  private final Instant ready;
  private final Map<String, Long> threads = new TreeMap<>();
  private final Map<String, Long> phases = new TreeMap<>();
  private final Map<String, Long> modules = new TreeMap<>();
  private final Map<String, Long> compilers = new TreeMap<>();
  private long collections;

  private StartProfile(Instant began, Instant ready) {
    this.began = began;
    this.ready = ready;
  }

  public static void main(String[] arguments) throws Exception {
    var profile =
        new StartProfile(
            Instant.ofEpochMilli(Long.parseLong(arguments[2])),
            Instant.ofEpochMilli(Long.parseLong(arguments[3])));
    profile.readLog(Files.readAllLines(Path.of(arguments[1])));
    profile.readRecording(Path.of(arguments[0]));
  }

  private static void phase(String name, String classes) {
    PHASES.put(name, Pattern.compile("(" + classes + ").*"));
  }

  private void readLog(List<String> lines) {
    System.out.println("milestones, in seconds from the command");
    Map<String, Instant> milestones = new LinkedHashMap<>();
    Map<String, Long> units = new TreeMap<>();
    for (String line : lines) {
      Matcher time = TIME.matcher(line);
      if (!time.find()) {
        continue;
      }
      Instant at = Instant.parse(time.group(1));
      milestones.putIfAbsent("first line of the log", at);
      if (line.contains("database.connected")) {
        milestones.put("database connected", at);
      }
      Matcher unit = UNIT.matcher(line);
      if (unit.find()) {
        milestones.putIfAbsent("first persistence unit", at);
        milestones.put("last persistence unit", at);
        units.merge(unit.group(1), Long.parseLong(unit.group(3)), Long::sum);
      }
      Matcher application = APPLICATION.matcher(line);
      if (application.find()) {
        milestones.putIfAbsent("first JAX-RS application", at);
        milestones.put("last JAX-RS application", at);
      }
    }
    milestones.put("ready", ready);
    milestones.forEach(
        (name, at) ->
            System.out.printf("  %6.2f  %s%n", (at.toEpochMilli() - began.toEpochMilli()) / 1e3, name));
    print("persistence units: migration check and opening, ms", units, 1, 12);
  }

  private void readRecording(Path file) throws Exception {
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getStartTime().isAfter(ready)) {
          continue;
        }
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> sample(event);
          case "jdk.Compilation" ->
              compilers.merge(
                  event.getShort("compileLevel") == 4 ? "C2" : "C1",
                  event.getDuration().toMillis(),
                  Long::sum);
          case "jdk.GarbageCollection" -> collections += event.getDuration().toMillis();
          default -> {}
        }
      }
    }
    System.out.printf("%ncompilers and collector, ms%n");
    compilers.forEach((name, millis) -> System.out.printf("  %6d  %s%n", millis, name));
    System.out.printf("  %6d  collections%n", collections);
    print("threads, ms of Java code", threads, SAMPLE_MILLIS, 12);
    print("phases, ms of Java code", phases, SAMPLE_MILLIS, PHASES.size() + 1);
    print("modules, ms of Java code", modules, SAMPLE_MILLIS, 25);
  }

  private void sample(RecordedEvent event) {
    var thread = event.getThread("sampledThread");
    String name = thread == null ? "?" : String.valueOf(thread.getJavaName());
    threads.merge(name.replaceAll("[-#]?\\d+", ""), 1L, Long::sum);
    String phase = "other";
    String module = "container and libraries";
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String type = frame.getMethod().getType().getName();
        if (phase.equals("other")) {
          phase = phaseOf(type);
        }
        Matcher matcher = MODULE.matcher(type);
        if (matcher.matches()) {
          module = matcher.group(1);
          break;
        }
      }
    }
    phases.merge(phase, 1L, Long::sum);
    modules.merge(module, 1L, Long::sum);
  }

  private static String phaseOf(String type) {
    for (var phase : PHASES.entrySet()) {
      if (phase.getValue().matcher(type).matches()) {
        return phase.getKey();
      }
    }
    return "other";
  }

  private static void print(String title, Map<String, Long> counts, int unit, int rows) {
    System.out.printf("%n%s%n", title);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(rows)
        .forEach(row -> System.out.printf("  %6d  %s%n", row.getValue() * unit, row.getKey()));
  }
}
