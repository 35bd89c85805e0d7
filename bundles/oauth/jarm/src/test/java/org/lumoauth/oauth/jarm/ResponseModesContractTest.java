package org.lumoauth.oauth.jarm;

import static java.util.stream.Collectors.toMap;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ResponseModeContract;
import org.lumoauth.testkit.fake.FakeSigningKeys;

class ResponseModesContractTest {

  private static final TenantContext ACME = aTenant().build();

  private final SignedResponses responses =
      new SignedResponses(new FakeSigningKeys(), new ResponseEncryption(null, null));

  /** Responses of whichever mode, as this tenant signs them. */
  abstract class Signed extends ResponseModeContract {
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
    protected ResponseMode mode() {
      return new QueryJwt(responses);
    }
  }

  @Nested
  class Fragment extends Signed {
    @Override
    protected ResponseMode mode() {
      return new FragmentJwt(responses);
    }
  }

  @Nested
  class FormPost extends Signed {
    @Override
    protected ResponseMode mode() {
      return new FormPostJwt(responses);
    }
  }

  @Nested
  class Default extends Signed {
    @Override
    protected ResponseMode mode() {
      return new Jwt(responses);
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
