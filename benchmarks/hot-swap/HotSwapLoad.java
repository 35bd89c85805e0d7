import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An open load: requests go out when they are due, whether or not earlier ones were answered, and
 * latency is counted from then. Half of them ask, half get a token.
 */
public final class HotSwapLoad {
  private static final int WARM_UP_SECONDS = 8;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String key;

  private HotSwapLoad(String base, String key) {
    this.base = base;
    this.key = key;
  }

  public static void main(String[] arguments) throws Exception {
    HotSwapLoad load =
        new HotSwapLoad(System.getenv("LUMOAUTH_URL"), System.getenv("LUMOAUTH_KEY"));
    int rate = setting("RATE", 200);
    Agent agent = load.agent();
    load.run(agent, rate, WARM_UP_SECONDS);
    Run measured = load.run(agent, rate, setting("SECONDS_PER_RUN", 60));
    measured.failures.forEach((what, count) -> System.out.println("FAILED " + count + "x " + what));
    System.out.printf(
        "p50 %.1f ms, p99 %.1f ms%n", measured.percentile(0.50), measured.percentile(0.99));
    measured.slowestSeconds(rate).forEach(System.out::println);
    System.out.printf(
        "requests %d, failures %d, worst %.0f ms%n",
        measured.micros.length, measured.failed(), measured.percentile(1));
    boolean good =
        measured.failed() == 0 && measured.percentile(1) < setting("LIMIT_MS", 250);
    System.exit(good ? 0 : 1);
  }

  private static int setting(String name, int otherwise) {
    String text = System.getenv(name);
    return text == null || text.isBlank() ? otherwise : Integer.parseInt(text);
  }

  /** A tenant with a role that permits, and an agent that has it. */
  private Agent agent() throws IOException, InterruptedException {
    String slug = "swap-" + Long.toString(System.currentTimeMillis(), 36);
    String tenant =
        create(
            base + "/api/v1/platform/tenants",
            "Authorization",
            "Bearer " + key,
            "{\"slug\":\"" + slug + "\",\"name\":\"Hot swap\"}");
    String admin = member(tenant, "apiKey");
    String api = base + "/t/" + slug + "/api/v1";
    create(
        api + "/admin/permissions",
        "X-API-Key",
        admin,
        "{\"slug\":\"documents.read\",\"name\":\"Read documents\"}");
    create(
        api + "/admin/roles",
        "X-API-Key",
        admin,
        "{\"name\":\"Reader\",\"permissions\":[\"documents.read\"]}");
    String agent =
        create(
            api + "/admin/agents",
            "X-API-Key",
            admin,
            "{\"name\":\"Load\",\"capabilities\":[\"documents.read\"],\"roles\":[\"reader\"]}");
    String credentials = member(agent, "clientId") + ":" + member(agent, "clientSecret");
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    HttpRequest token = tokenRequest(api, basic);
    String answer = http.send(token, BodyHandlers.ofString()).body();
    return new Agent(token, askRequest(api, member(answer, "access_token")));
  }

  private String create(String url, String header, String value, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header(header, value)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private static HttpRequest tokenRequest(String api, String basic) {
    return HttpRequest.newBuilder(URI.create(api + "/oauth/token"))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", basic)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
        .build();
  }

  private static HttpRequest askRequest(String api, String token) {
    return HttpRequest.newBuilder(URI.create(api + "/agents/ask"))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"action\":\"documents.read\"}"))
        .build();
  }

  private static String member(String json, String name) throws IOException {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IOException("no " + name + " in the answer");
    }
    return matcher.group(1);
  }

  private Run run(Agent agent, int rate, int seconds) throws InterruptedException {
    Run run = new Run(rate * seconds);
    long interval = TimeUnit.SECONDS.toNanos(1) / rate;
    long begin = System.nanoTime();
    for (int i = 0; i < run.micros.length; i++) {
      long due = begin + i * interval;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(run, i, due, i % 2 == 0 ? agent.ask : agent.token, i % 2 == 0 ? "ask" : "token");
    }
    run.open.await();
    return run;
  }

  private void send(Run run, int number, long due, HttpRequest request, String kind) {
    String proof = kind.equals("ask") ? "\"allowed\":true" : "\"access_token\"";
    http.sendAsync(request, BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              run.micros[number] = (System.nanoTime() - due) / 1000;
              if (failure != null) {
                run.failed(kind + ": " + failure);
              } else if (answer.statusCode() != 200 || !answer.body().contains(proof)) {
                run.failed(kind + ": " + answer.statusCode() + " " + answer.body());
              }
              run.open.countDown();
            });
  }

  /** The two requests of one agent. */
  private static final class Agent {
    private final HttpRequest token;
    private final HttpRequest ask;

    Agent(HttpRequest token, HttpRequest ask) {
      this.token = token;
      this.ask = ask;
    }
  }

  /** What came of a run. */
  private static final class Run {
    private final long[] micros;
    private final CountDownLatch open;
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    Run(int requests) {
      micros = new long[requests];
      open = new CountDownLatch(requests);
    }

    void failed(String what) {
      String kind = what.replaceAll("[a-z]{3}_[0-9A-Z]{26}", "…");
      failures.computeIfAbsent(kind, unseen -> new AtomicInteger()).incrementAndGet();
    }

    int failed() {
      return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** The five seconds in which the slowest requests were due: to be held against the operations. */
    List<String> slowestSeconds(int rate) {
      return IntStream.range(0, micros.length / rate)
          .boxed()
          .sorted(Comparator.comparing((Integer second) -> -slowestIn(second, rate)))
          .limit(5)
          .map(
              second ->
                  String.format("second %d: worst %d ms", second, slowestIn(second, rate) / 1000))
          .collect(Collectors.toList());
    }

    private long slowestIn(int second, int rate) {
      return Arrays.stream(micros, second * rate, (second + 1) * rate).max().orElse(0);
    }

    double percentile(double part) {
      long[] sorted = micros.clone();
      Arrays.sort(sorted);
      return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / 1000.0;
    }
  }
}
