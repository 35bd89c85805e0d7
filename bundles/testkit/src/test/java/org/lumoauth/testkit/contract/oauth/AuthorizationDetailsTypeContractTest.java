/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class AuthorizationDetailsTypeContractTest {

  @Test
  void acceptsCompliantType() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsTypeWithInvalidErrorDescription() {
    ContractVerdict.breaks(Quoting.class, "rejectsInvalidDetailWithCodeAndPrintableReason");
  }

  @Test
  void detectsTypeWithoutErrorDescription() {
    ContractVerdict.breaks(Silent.class, "rejectsInvalidDetailWithCodeAndPrintableReason");
  }

  @Test
  void detectsTypeWithWrongErrorCode() {
    ContractVerdict.breaks(Otherwise.class, "rejectsInvalidDetailWithCodeAndPrintableReason");
  }

  static class Good extends AuthorizationDetailsTypeContract {

    OAuthException refusal() {
      return new OAuthException(400, "invalid_authorization_details", "The amount isn't a number.");
    }

    @Override
    protected AuthorizationDetailsType type() {
      return new Payment(refusal());
    }

    @Override
    protected TenantContext tenant() {
      return aTenant().build();
    }

    @Override
    protected Map<String, Object> good() {
      return Map.of("type", "payment", "amount", 3);
    }

    @Override
    protected List<Map<String, Object>> wrong() {
      return List.of(Map.of("type", "payment", "amount", "much"));
    }
  }

  static class Quoting extends Good {
    @Override
    OAuthException refusal() {
      return new OAuthException(400, "invalid_authorization_details", "\"much\" is no number.");
    }
  }

  static class Silent extends Good {
    @Override
    OAuthException refusal() {
      return new OAuthException(400, "invalid_authorization_details", null);
    }
  }

  static class Otherwise extends Good {
    @Override
    OAuthException refusal() {
      return OAuthException.invalidRequest("The amount is no number.");
    }
  }

  private record Payment(OAuthException refusal) implements AuthorizationDetailsType {

    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      if (!(detail.get("amount") instanceof Integer)) {
        throw refusal;
      }
      return detail;
    }

    @Override
    public boolean isWithin(
        TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
      return detail.equals(granted);
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of("Pay " + detail.get("amount"));
    }
  }
}
