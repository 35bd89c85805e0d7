/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import static java.util.stream.Collectors.toMap;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ResponseModeHandlerContract;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

class JarmResponseModesContractTest {

  private static final TenantContext ACME = aTenant().build();

  private final AuthorizationResponseSigner responses =
      new AuthorizationResponseSigner(
          new FakeSigningKeyService(),
          new AuthorizationResponseEncrypter(null, null),
          InstantSource.system());

  /** Responses of whichever mode, as this tenant signs them. */
  abstract static class Signed extends ResponseModeHandlerContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Map<String, String> read(Map<String, String> carried) {
      return claims(carried);
    }
  }

  @Nested
  class Query extends Signed {
    @Override
    protected ResponseModeHandler mode() {
      return new QueryJwtResponseMode(responses);
    }
  }

  @Nested
  class Fragment extends Signed {
    @Override
    protected ResponseModeHandler mode() {
      return new FragmentJwtResponseMode(responses);
    }
  }

  @Nested
  class FormPost extends Signed {
    @Override
    protected ResponseModeHandler mode() {
      return new FormPostJwtResponseMode(responses);
    }
  }

  @Nested
  class Default extends Signed {
    @Override
    protected ResponseModeHandler mode() {
      return new JwtResponseMode(responses);
    }
  }

  /** What a client reads, but for the signature. */
  private static Map<String, String> claims(Map<String, String> carried) {
    try {
      var payload = SignedJWT.parse(carried.get("response")).getPayload().toJSONObject();
      return payload.entrySet().stream()
          .collect(toMap(Map.Entry::getKey, each -> each.getValue().toString()));
    } catch (ParseException e) {
      throw new AssertionError("no JWT came", e);
    }
  }
}
