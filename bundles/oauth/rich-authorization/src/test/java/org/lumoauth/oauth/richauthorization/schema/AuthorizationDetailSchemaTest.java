/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationDetailSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'https://evil.example/schema'}",
        "{'properties':{'a':{'$ref':'http://169.254.169.254/'}}}",
        "{'properties':{'a':{'$ref':'file:///etc/passwd'}}}",
        "{'properties':{'a':{'$ref':'other.json'}}}",
        "{'properties':{'a':{'$ref':'#'}}}",
        "{'properties':{'a':{'$ref':'#/$defs/none'}}}",
        "{'properties':{'a':{'$ref':1}}}",
        "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/a'}}}",
        "{'$defs':{'a':{'items':{'$ref':'#/$defs/b'}},'b':{'items':{'$ref':'#/$defs/a'}}}}",
        "{'$id':'https://evil.example/'}",
        "{'properties':{'a':{'$id':'https://evil.example/'}}}",
        "{'properties':{'a':{'$dynamicRef':'#a'}}}",
        "{'properties':{'a':{'$schema':'https://json-schema.org/draft/2020-12/schema'}}}",
        "{'$schema':'http://json-schema.org/draft-07/schema#'}",
        "{'$schema':'https://evil.example/meta'}",
        "{'$vocabulary':{'https://evil.example/':true}}"
      })
  void rejectsSchemaWithExternalReferences(String schema) {
    refused(schema);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'array'}",
        "{'type':['object','null']}",
        "{'properties':[]}",
        "{'properties':{'a':{'type':'text'}}}",
        "{'properties':{'a':{'minLength':-1}}}",
        "{'properties':{'a':{'multipleOf':1e999}}}",
        "{'required':'a'}",
        "{'properties':{'a':{'format':'anything'}}}",
        "{'properties':{'a':{'pattern':'('}}}",
        "{'patternProperties':{'(':{}}}"
      })
  void rejectsInvalidSchema(String schema) {
    refused(schema);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a)\\\\1", "((a{1000}){1000}){1000}", "(a{50}){50}"})
  void rejectsUnsafePattern(String pattern) {
    refused("{'properties':{'a':{'pattern':'" + pattern + "'}}}");
  }

  @Test
  void rejectsExponentiallyExpandingSchema() {
    String definitions =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}"
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> refused("{'$defs':{" + definitions + ",'d30':{}}}"));
  }

  @Test
  void rejectsTooLargeOrTooDeepSchema() {
    refused("{'description':'" + "a".repeat(17_000) + "'}");
    refused("{'not':".repeat(20) + "{}" + "}".repeat(20));
  }

  @Test
  void evaluatesBacktrackingPatternInLinearTime() {
    var schema = schema("{'properties':{'a':{'pattern':'^(a+)+$'}}}");

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertEquals(
                Optional.of("The member a is invalid: see pattern in its schema."),
                violation(schema, "{'type':'t','a':'" + "a".repeat(3_000) + "!'}")));
  }

  @Test
  void rejectsLargeElementForLargeSchema() {
    String many =
        IntStream.range(0, 400)
            .mapToObj(i -> "{'minimum':%d}".formatted(i))
            .collect(Collectors.joining(","));
    var schema = schema("{'properties':{'a':{'items':{'allOf':[" + many + "]}}}}");

    assertEquals(
        Optional.of("The element is too large for a schema of this size."),
        violation(schema, "{'type':'t','a':[" + "999,".repeat(900) + "999]}"));
    assertEquals(Optional.empty(), violation(schema, "{'type':'t','a':[999]}"));
  }

  @Test
  void limitsValueSizeByPatternCost() {
    var heavy = schema("{'properties':{'a':{'pattern':'^(([a-z0-9]?[0-9a-z]?){20}){20}$'}}}");
    var light = schema("{'properties':{'a':{'pattern':'^[a-z0-9]+[0-9]{3}$'}}}");
    String large = "{'type':'t','a':'" + "a".repeat(3_000) + "1'}";

    assertEquals(
        Optional.of("The element is too large for a schema of this size."),
        violation(heavy, large));
    assertEquals(Optional.empty(), violation(heavy, "{'type':'t','a':'abc1'}"));
    assertEquals(Optional.empty(), violation(light, large.replace("1'", "123'")));
  }

  @Test
  void worksWithoutContextClassLoader() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertEquals(Optional.empty(), violation(schema("{}"), "{'type':'t'}"));
      refused("{'required':'a'}");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void validatesOnlyItsOwnType() {
    var schema = schema("{'properties':{'a':true}}");

    assertEquals(Optional.empty(), violation(schema, "{'type':'t','a':1}"));
    assertEquals(
        Optional.of("The member type is invalid: see const in its schema."),
        violation(schema, "{'type':'u','a':1}"));
  }

  @Test
  void rejectsUndefinedMembersByDefault() {
    assertEquals(
        Optional.of("The member b is not defined in this type."),
        violation(schema("{'properties':{'a':true}}"), "{'type':'t','b':1}"));
    assertEquals(
        Optional.empty(), violation(schema("{'additionalProperties':true}"), "{'type':'t','b':1}"));
  }

  @Test
  void resolvesInternalReference() {
    var schema =
        schema("{'$ref':'#/$defs/a','$defs':{'a':{'properties':{'b':{'type':'integer'}}}}}");

    assertEquals(Optional.empty(), violation(schema, "{'type':'t','b':1}"));
    assertEquals(
        Optional.of("The member b is invalid: see type in its schema."),
        violation(schema, "{'type':'t','b':'1'}"));
  }

  private static Optional<String> violation(AuthorizationDetailSchema schema, String element) {
    try {
      return schema.violation(JSON.readTree(element.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void refused(String schema) {
    assertThrows(UnsupportedSchemaException.class, () -> schema(schema), schema);
  }

  private static AuthorizationDetailSchema schema(String schema) {
    try {
      Map<String, Object> read =
          JSON.readValue(schema.replace('\'', '"'), new TypeReference<>() {});
      return AuthorizationDetailSchema.of("t", read);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
