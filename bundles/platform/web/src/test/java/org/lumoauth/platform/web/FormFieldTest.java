package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormFieldTest {

  @Test
  void readsAFieldThatIsThereOnce() {
    assertEquals("allow", FormField.sole(Map.of("decision", List.of("allow")), "decision"));
  }

  @Test
  void takesAFieldThatIsAbsentOrThereTwiceForEmpty() {
    var twice = Map.of("decision", List.of("allow", "deny"));

    assertEquals("", FormField.sole(twice, "decision"));
    assertEquals("", FormField.sole(twice, "scope"));
  }
}
