package org.lumoauth.platform.tokens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeys.Algorithm;

class PublishedChoiceTest {

  @Test
  void publishesTheKeyAndSaysNothingOfIt() {
    var keys = new PublishedKeys();
    Map<String, Object> metadata = new HashMap<>();
    new PublishedChoice(new SigningChoice(Algorithm.ES256), keys)
        .contribute(aTenant().build(), metadata);

    assertEquals(List.of(Algorithm.ES256), keys.published());
    assertEquals(Map.of(), metadata);
  }
}
