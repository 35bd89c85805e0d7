/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.OperationSchema.OperationBody;

class OpenApiDocumentBuilderTest {

  private static final OperationSchema SAID =
      new OperationSchema(
          List.of(),
          Optional.of(
              new OperationBody(
                  true, List.of(OperationBody.FORM, OperationBody.JSON), Map.of("type", "object"))),
          Map.of("201", Map.of()),
          Map.of(409, Map.of()));

  @Test
  void derivesStatusesFromGuardPathAndBody() {
    assertEquals(
        Set.of("201", "400", "401", "403", "404", "409", "429", "default"),
        responses("permission:things.write", "/t/{tenant}/api/v1/things", SAID));
    assertEquals(
        Set.of("2XX", "429", "default"),
        responses("open", "/system/health", OperationSchema.UNKNOWN));
    assertEquals(
        Set.of("2XX", "400", "401", "404", "429", "default"),
        responses("client", "/t/{tenant}/api/v1/oauth/introspect", OperationSchema.UNKNOWN));
  }

  @Test
  void describesBodyMediaTypes() {
    Map<?, ?> body = (Map<?, ?>) operation("open", "/things", SAID).get("requestBody");

    assertEquals(true, body.get("required"));
    assertEquals(
        Set.of(OperationBody.FORM, OperationBody.JSON), ((Map<?, ?>) body.get("content")).keySet());
  }

  private static Set<?> responses(String guard, String path, OperationSchema signature) {
    return new TreeSet<>(((Map<?, ?>) operation(guard, path, signature).get("responses")).keySet());
  }

  private static Map<?, ?> operation(String guard, String path, OperationSchema signature) {
    var row = new RouteTableRow("POST", path, guard, "things", "1", "", signature);
    Map<String, Object> document =
        OpenApiDocumentBuilder.of(List.of(row), "https://id.example", "1");
    return (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) document.get("paths")).get(path)).get("post");
  }
}
