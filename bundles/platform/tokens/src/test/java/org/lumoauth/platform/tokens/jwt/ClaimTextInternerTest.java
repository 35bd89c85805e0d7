/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTextInternerTest {

  private static final String CLAIMS =
      """
      {"sub": "usr_1", "iss": "https://id.example", "iat": 1790000000, "none": null,
       "aud": ["https://a.example", "https://b.example"], "ok": true,
       "act": {"sub": "agt_1", "act": {"sub": "agt_2"}},
       "details": [{"type": "payment", "amount": 5}, null, "text"]}
      """;

  @Test
  void preservesClaims() throws Exception {
    Map<String, Object> claims = JSONObjectUtils.parse(CLAIMS);
    Map<String, Object> shared = ClaimTextInterner.of(claims);

    assertEquals(claims, shared);
    assertEquals(List.copyOf(claims.keySet()), List.copyOf(shared.keySet()));
    assertEquals(JSONObjectUtils.toJSONString(claims), JSONObjectUtils.toJSONString(shared));
  }

  @Test
  void sharesNamesAndCommonValues() throws Exception {
    Map<String, Object> one = ClaimTextInterner.of(JSONObjectUtils.parse(CLAIMS));
    Map<String, Object> two = ClaimTextInterner.of(JSONObjectUtils.parse(CLAIMS));

    var names = two.keySet().iterator();
    one.keySet().forEach(name -> assertSame(name, names.next()));
    assertSame(one.get("iss"), two.get("iss"));
    assertSame(((List<?>) one.get("aud")).get(1), ((List<?>) two.get("aud")).get(1));
    assertNotSame(one.get("sub"), two.get("sub"));
  }
}
