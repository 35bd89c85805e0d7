package org.lumoauth.platform.web.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.routing.Signature.Body;

class OpenApiDocumentTest {

  private static final Signature SAID =
      new Signature(
          List.of(),
          Optional.of(new Body(true, List.of(Body.FORM, Body.JSON), Map.of("type", "object"))),
          Map.of("201", Map.of()),
          Map.of(409, Map.of()));

  @Test
  void saysTheStatusesThatFollowFromTheGuardThePathAndTheBody() {
    assertEquals(
        Set.of("201", "400", "401", "403", "404", "409", "429", "default"),
        responses("permission:things.write", "/t/{tenant}/api/v1/things", SAID));
    assertEquals(
        Set.of("2XX", "429", "default"), responses("open", "/system/health", Signature.UNKNOWN));
    assertEquals(
        Set.of("2XX", "400", "401", "404", "429", "default"),
        responses("client", "/t/{tenant}/api/v1/oauth/introspect", Signature.UNKNOWN));
  }

  @Test
  void saysInWhichTypesABodyComes() {
    Map<?, ?> body = (Map<?, ?>) operation("open", "/things", SAID).get("requestBody");

    assertEquals(true, body.get("required"));
    assertEquals(Set.of(Body.FORM, Body.JSON), ((Map<?, ?>) body.get("content")).keySet());
  }

  private static Set<?> responses(String guard, String path, Signature signature) {
    return new TreeSet<>(((Map<?, ?>) operation(guard, path, signature).get("responses")).keySet());
  }

  private static Map<?, ?> operation(String guard, String path, Signature signature) {
    var row = new RouteRow("POST", path, guard, "things", "1", "", signature);
    Map<String, Object> document = OpenApiDocument.of(List.of(row), "https://id.example", "1");
    return (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) document.get("paths")).get(path)).get("post");
  }
}
