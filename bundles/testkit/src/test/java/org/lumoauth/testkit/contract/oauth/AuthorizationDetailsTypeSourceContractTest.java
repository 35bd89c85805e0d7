/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class AuthorizationDetailsTypeSourceContractTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantTypeSource() {
    ContractVerdict.holds(GoodTypes.class);
  }

  @Test
  void detectsSourceIgnoringCase() {
    ContractVerdict.breaks(CarelessTypes.class, "comparesNamesByteForByte");
  }

  @Test
  void detectsSourceIgnoringTenant() {
    ContractVerdict.breaks(SharedTypes.class, "findsNoTypeOfAnotherTenant");
  }

  @Test
  void detectsSourceReturningMutableTypes() {
    ContractVerdict.breaks(OpenTypes.class, "returnsACollectionThatCallersCannotChange");
  }

  @Test
  void detectsSourceListingTypesItCannotFind() {
    ContractVerdict.breaks(EmptyTypes.class, "listsExactlyTheTypesThatItFinds");
  }

  @Test
  void detectsSourceFailingOnInvalidName() {
    ContractVerdict.breaks(FussyTypes.class, "findsNothingForInvalidName");
  }

  abstract static class Types extends AuthorizationDetailsTypeSourceContract {
    final Map<String, AuthorizationDetailsType> types =
        new HashMap<>(Map.of("payment", new Anything()));

    @Override
    protected AuthorizationDetailsTypeSource source() {
      return new AuthorizationDetailsTypeSource() {
        @Override
        public Optional<AuthorizationDetailsType> find(TenantContext tenant, String type) {
          return Optional.ofNullable(of(tenant).get(named(type)));
        }

        @Override
        public Set<String> types(TenantContext tenant) {
          return names(of(tenant));
        }
      };
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String type() {
      return "payment";
    }

    Map<String, AuthorizationDetailsType> of(TenantContext tenant) {
      return tenant.id().equals(ACME.id()) ? types : Map.of();
    }

    String named(String type) {
      return type;
    }

    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return Set.copyOf(of.keySet());
    }
  }

  /** Takes every element. */
  private static final class Anything implements AuthorizationDetailsType {
    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      return detail;
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of("Anything.");
    }
  }

  static class GoodTypes extends Types {}

  static class CarelessTypes extends Types {
    @Override
    String named(String type) {
      return type.toLowerCase(Locale.ROOT);
    }
  }

  static class SharedTypes extends Types {
    @Override
    Map<String, AuthorizationDetailsType> of(TenantContext tenant) {
      return types;
    }
  }

  static class OpenTypes extends Types {
    @Override
    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return of.keySet();
    }
  }

  static class EmptyTypes extends Types {
    @Override
    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return of.isEmpty() ? Set.of() : Set.of("payment", "account");
    }
  }

  static class FussyTypes extends Types {
    @Override
    String named(String type) {
      if (type.isBlank()) {
        throw new IllegalArgumentException("no name");
      }
      return type;
    }
  }
}
