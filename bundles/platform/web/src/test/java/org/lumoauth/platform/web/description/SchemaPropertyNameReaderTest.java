/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaPropertyNameReaderTest {

  /** What a body may have. */
  record Thing(String name, @JsonProperty("made_at") String madeAt) {}

  @Test
  void readsJsonPropertyNames() {
    assertEquals(Set.of("name", "made_at"), SchemaPropertyNameReader.namesOf(Thing.class));
  }
}
