/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class FormBodyParserTest {

  private static Map<String, List<String>> parse(String form) {
    return FormBodyParser.parse(form.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void decodesNamesAndValues() {
    assertEquals(Map.of("a b", List.of("ü&=")), parse("a+b=%C3%BC%26%3D"));
  }

  @Test
  void preservesEveryValueOfRepeatedParameter() {
    assertEquals(List.of("1", "2"), parse("a=1&b=3&a=2").get("a"));
  }

  @Test
  void omitsParametersWithoutValue() {
    assertEquals(Map.of("c", List.of("1")), parse("a&b=&c=1&&"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%FF", "a=%00", "a=%C0%80"})
  void rejectsMalformedForm(String form) {
    assertEquals(400, assertThrows(ApiException.class, () -> parse(form)).status());
  }

  @Test
  void rejectsFormWithTooManyParameters() {
    assertThrows(ApiException.class, () -> parse("a=1&".repeat(257)));
  }
}
