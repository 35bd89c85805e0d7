/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.oauth.ClientSourceContract;
import org.lumoauth.testkit.contract.platform.TenantDataEraserContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class DirectoryContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef STOPPED = new SubjectRef(SubjectRef.USER, "usr_stopped");

  @Test
  void acceptsCompliantSubjectSource() {
    ContractVerdict.holds(GoodSubjects.class);
  }

  @Test
  void detectsSubjectSourceReportingDisabledAsUnknown() {
    ContractVerdict.breaks(VagueSubjects.class, "reportsDisabledSubjectAsInactive");
  }

  @Test
  void acceptsCompliantClientSource() {
    ContractVerdict.holds(GoodClients.class);
  }

  @Test
  void detectsClientSourceAcceptingSecretPrefix() {
    ContractVerdict.breaks(CarelessClients.class, "rejectsIncorrectSecret");
  }

  @Test
  void detectsSubjectSourceAcceptingOtherTypes() {
    ContractVerdict.breaks(TypelessSubjects.class, "findsNoSubjectOfAnotherType");
  }

  @Test
  void detectsClientSourceExposingSecret() {
    ContractVerdict.breaks(TalkativeClients.class, "omitsSecretFromToString");
  }

  @Test
  void detectsClientSourceAcceptingIdAsSecret() {
    ContractVerdict.breaks(
        NaiveClients.class, "rejectsIncorrectSecret", "reportsWhetherClientIsConfidential");
  }

  @Test
  void acceptsCompliantTenantDataEraser() {
    ContractVerdict.holds(GoodOwner.class);
  }

  @Test
  void detectsTenantDataEraserMissingTable() {
    ContractVerdict.breaks(ForgetfulOwner.class, "removesAllDataOfTheTenant", "canBeCalledTwice");
  }

  @Test
  void requiresSampleInEveryTable() {
    ContractVerdict.breaks(HalfASample.class, "removesAllDataOfTheTenant");
  }

  @Test
  void detectsTenantDataEraserMatchingByPrefix() {
    ContractVerdict.breaks(
        GreedyOwner.class, "doesNotChangeOtherTenants", "removesNothingForUnknownTenant");
  }

  abstract static class SubjectsOfAcme extends SubjectSourceContract {
    final FakeSubjectDirectory fake =
        new FakeSubjectDirectory().with(ACME, aUserRef(), "Ada").disabled(ACME, STOPPED);

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef enabled() {
      return aUserRef();
    }

    @Override
    protected Optional<SubjectRef> disabled() {
      return Optional.of(STOPPED);
    }
  }

  static class GoodSubjects extends SubjectsOfAcme {
    @Override
    protected SubjectSource source() {
      return fake;
    }
  }

  static class VagueSubjects extends SubjectsOfAcme {
    @Override
    protected SubjectSource source() {
      return new SubjectSource() {
        @Override
        public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
          var status = fake.status(tenant, subject);
          return status == SubjectStatus.DISABLED ? SubjectStatus.UNKNOWN : status;
        }

        @Override
        public String displayName(TenantContext tenant, SubjectRef subject) {
          return fake.displayName(tenant, subject);
        }
      };
    }
  }

  static class TypelessSubjects extends SubjectsOfAcme {
    @Override
    protected SubjectSource source() {
      return new SubjectSource() {
        @Override
        public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
          return fake.status(tenant, new SubjectRef(SubjectRef.USER, subject.id()));
        }

        @Override
        public String displayName(TenantContext tenant, SubjectRef subject) {
          return fake.displayName(tenant, subject);
        }
      };
    }
  }

  abstract static class ClientsOfAcme extends ClientSourceContract {
    static final String SECRET = "Correct-horse-battery-staple";
    final FakeClientDirectory fake =
        new FakeClientDirectory().with(ACME, aClient().build(), SECRET);

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String clientId() {
      return ClientBuilder.ID;
    }

    @Override
    protected Optional<String> secret() {
      return Optional.of(SECRET);
    }
  }

  static class GoodClients extends ClientsOfAcme {
    @Override
    protected ClientSource source() {
      return fake;
    }
  }

  static class CarelessClients extends ClientsOfAcme {
    @Override
    protected ClientSource source() {
      return new ClientSource() {
        @Override
        public Optional<Client> find(TenantContext tenant, String clientId) {
          return fake.find(tenant, clientId);
        }

        @Override
        public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
          return find(tenant, clientId).isPresent() && secret.startsWith(SECRET);
        }
      };
    }
  }

  static class TalkativeClients extends ClientsOfAcme {
    private final FakeClientDirectory named =
        new FakeClientDirectory().with(ACME, aClient().with("was_given", SECRET).build(), SECRET);

    @Override
    protected ClientSource source() {
      return named;
    }
  }

  static class NaiveClients extends ClientsOfAcme {
    @Override
    protected Optional<String> secret() {
      return Optional.empty();
    }

    @Override
    protected ClientSource source() {
      return new ClientSource() {
        @Override
        public Optional<Client> find(TenantContext tenant, String clientId) {
          return fake.find(tenant, clientId);
        }

        @Override
        public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
          return clientId.equals(secret);
        }
      };
    }
  }

  abstract static class Owner extends TenantDataEraserContract {
    final List<String> orders = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    protected void keepSomething(TenantContext tenant) {
      orders.add(tenant.id());
      notes.add(tenant.id());
    }

    @Override
    protected Map<String, Long> rows(TenantContext tenant) {
      return Map.of("orders", count(orders, tenant), "notes", count(notes, tenant));
    }

    private static long count(List<String> rows, TenantContext tenant) {
      return rows.stream().filter(tenant.id()::equals).count();
    }
  }

  static class GoodOwner extends Owner {
    @Override
    protected TenantDataEraser owner() {
      return tenantId -> {
        orders.removeIf(tenantId::equals);
        notes.removeIf(tenantId::equals);
      };
    }
  }

  static class ForgetfulOwner extends Owner {
    @Override
    protected TenantDataEraser owner() {
      return tenantId -> orders.removeIf(tenantId::equals);
    }
  }

  static class HalfASample extends GoodOwner {
    @Override
    protected void keepSomething(TenantContext tenant) {
      orders.add(tenant.id());
    }
  }

  static class GreedyOwner extends Owner {
    @Override
    protected TenantDataEraser owner() {
      return tenantId -> {
        orders.removeIf(row -> row.startsWith(first(tenantId)));
        notes.removeIf(row -> row.startsWith(first(tenantId)));
      };
    }

    private static String first(String tenantId) {
      return tenantId.substring(0, Math.min(4, tenantId.length()));
    }
  }
}
