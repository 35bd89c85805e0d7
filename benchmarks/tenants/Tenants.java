import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** Makes tenants one after the other and prints what each thousand of them cost. */
final class Tenants {
  private static final int THOUSAND = 1000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ProcessHandle server = ProcessHandle.of(Long.getLong("pid")).orElseThrow();
  private final URI tenants =
      URI.create(System.getenv("LUMOAUTH_URL") + "/api/v1/platform/tenants");
  private final String key = System.getenv("LUMOAUTH_KEY");

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int thousands = Integer.parseInt(arguments[0]) / THOUSAND;
    Tenants benchmark = new Tenants();
    for (int i = 0; i < thousands; i++) {
      benchmark.thousand(i * THOUSAND);
    }
  }

  private void thousand(int from) throws IOException, InterruptedException {
    double[] millis = new double[THOUSAND];
    Duration busy = busy();
    for (int i = 0; i < THOUSAND; i++) {
      long start = System.nanoTime();
      make(from + i + 1);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double seconds = busy().minus(busy).toMillis() / 1e3;
    Arrays.sort(millis);
    System.out.printf(
        "%d to %d: median %.1f ms, p99 %.1f ms, CPU of the server %.2f s%n",
        from + 1, from + THOUSAND, millis[THOUSAND / 2], millis[THOUSAND * 99 / 100], seconds);
  }

  private void make(int number) throws IOException, InterruptedException {
    String body = "{\"slug\":\"tenant-" + number + "\",\"name\":\"Tenant " + number + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(tenants)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(number + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private Duration busy() {
    return server.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
