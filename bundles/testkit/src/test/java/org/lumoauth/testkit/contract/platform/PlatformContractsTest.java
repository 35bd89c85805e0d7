/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ContractVerdict;

class PlatformContractsTest {

  @Test
  void acceptsCompliantAuditSink() {
    ContractVerdict.holds(GoodSink.class);
  }

  @Test
  void detectsAuditSinkReversingOrder() {
    ContractVerdict.breaks(
        HastySink.class, "storesRecordsInOrder", "acceptsInterleavedRecordsOfTwoTenants");
  }

  @Test
  void acceptsCompliantListener() {
    ContractVerdict.holds(GoodListener.class);
  }

  @Test
  void detectsListenerIgnoringTenant() {
    ContractVerdict.breaks(ForgetfulListener.class, "doesNotChangeOtherTenants");
  }

  @Test
  void acceptsCompliantCache() {
    ContractVerdict.holds(GoodMemory.class);
  }

  @Test
  void detectsCacheIgnoringEvents() {
    ContractVerdict.breaks(
        DeafMemory.class,
        "processesEventOfADisabledTenant",
        "processesItsEventBeforeItReturns",
        "acceptsTheSameEventTwice",
        "acceptsEventsFromConcurrentThreads");
  }

  @Test
  void detectsCacheInvalidatingOtherTenants() {
    ContractVerdict.breaks(NervousMemory.class, "doesNotChangeOtherTenants");
  }

  @Test
  void acceptsCompliantReadinessProbe() {
    ContractVerdict.holds(GoodProbe.class);
  }

  @Test
  void detectsReadinessProbeWithoutReason() {
    ContractVerdict.breaks(SilentProbe.class, "reportsReasonOfComponentThatIsNotReady");
  }

  @Test
  void acceptsCompliantSettingsSchema() {
    ContractVerdict.holds(GoodSchema.class);
  }

  @Test
  void acceptsCompliantSettingsView() {
    ContractVerdict.holds(GoodView.class);
  }

  @Test
  void detectsSettingsViewExposingSecret() {
    ContractVerdict.breaks(TalkativeView.class, "returnsNoSecret", "changesNothingBeforeApply");
  }

  @Test
  void detectsSettingsViewChangingBeforeApplyOrWithoutPermission() {
    ContractVerdict.breaks(
        HastyView.class, "changesNothingBeforeApply", "rejectsUnauthorizedCallerWithoutChange");
  }

  @Test
  void detectsSettingsSchemaWithDefaultSecret() {
    ContractVerdict.breaks(UnsafeSchema.class, "secretsHaveNoDefault");
  }

  @Test
  void detectsSettingsSchemaWithInvalidParentSection() {
    ContractVerdict.breaks(LostSchema.class, "declaresTheSameParentSectionEachTime");
  }

  abstract static class Sink extends AuditSinkContract {
    final List<String> arrived = new ArrayList<>();

    @Override
    protected List<String> arrived() {
      return arrived;
    }
  }

  static class GoodSink extends Sink {
    @Override
    protected AuditSink sink() {
      return records -> records.stream().map(AuditRecord::id).forEach(arrived::add);
    }
  }

  static class HastySink extends Sink {
    @Override
    protected AuditSink sink() {
      return records -> records.forEach(each -> arrived.add(0, each.id()));
    }
  }

  abstract static class Listener extends DomainEventListenerContract {
    volatile boolean acted;

    @Override
    protected void disableTenant() {} // asks for no tenant

    @Override
    protected DomainEvent awaited() {
      return new DomainEvent("subject.disabled", "ten_1", "usr_1");
    }

    @Override
    protected boolean hasActed() {
      return acted;
    }
  }

  static class GoodListener extends Listener {
    @Override
    protected DomainEventListener listener() {
      return event -> acted |= event.equals(awaited());
    }
  }

  static class ForgetfulListener extends Listener {
    @Override
    protected DomainEventListener listener() {
      return event ->
          acted |= event.type().equals(awaited().type()) && event.id().equals(awaited().id());
    }
  }

  abstract static class Memory extends CachingEventListenerContract {
    private String kept;
    private final ConcurrentMap<String, String> memory = new ConcurrentHashMap<>();

    @Override
    protected void start() {
      kept = "before";
    }

    @Override
    protected Object remembered() {
      return memory.computeIfAbsent("ten_1", tenant -> kept);
    }

    @Override
    protected void changeElsewhere() {
      kept = "after";
    }

    @Override
    protected DomainEvent awaited() {
      return new DomainEvent("orders.changed", "ten_1", "ord_1");
    }

    DomainEventListener forgettingIf(Predicate<DomainEvent> heard) {
      return event -> {
        if (heard.test(event)) {
          memory.clear();
        }
      };
    }
  }

  static class GoodMemory extends Memory {
    @Override
    protected DomainEventListener listener() {
      return forgettingIf(awaited()::equals);
    }
  }

  static class DeafMemory extends Memory {
    @Override
    protected DomainEventListener listener() {
      return forgettingIf(event -> false);
    }
  }

  static class NervousMemory extends Memory {
    @Override
    protected DomainEventListener listener() {
      return forgettingIf(event -> event.type().equals(awaited().type()));
    }
  }

  static class GoodProbe extends ReadinessProbeContract {
    @Override
    protected ReadinessProbe ready() {
      return Optional::empty;
    }

    @Override
    protected ReadinessProbe unready() {
      return () -> Optional.of("The index is being built.");
    }
  }

  static class SilentProbe extends GoodProbe {
    @Override
    protected ReadinessProbe unready() {
      return () -> Optional.of("");
    }
  }

  static class GoodSchema extends TenantSettingsSectionContract {
    @Override
    protected TenantSettingsSection schema() {
      return () -> List.of(number(), secret(""));
    }

    static SettingDefinition number() {
      return new SettingDefinition(
          "minLength",
          SettingType.INTEGER,
          15,
          false,
          Set.of(),
          Optional.of(8L),
          Optional.of(64L),
          "The least length.");
    }

    static SettingDefinition secret(String value) {
      return new SettingDefinition(
          "smtpPassword",
          SettingType.STRING,
          value,
          true,
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          "The password.");
    }
  }

  static class GoodView extends AuthenticationSettingsMemberProviderContract {
    private final Map<String, Object> kept = new HashMap<>(Map.of("stub_things", List.of("a")));

    @Override
    protected AuthenticationSettingsMemberProvider view() {
      return new StubView(kept);
    }

    @Override
    protected TenantContext tenant() {
      return TestBuilders.aTenant().build();
    }

    @Override
    protected Map<String, Object> changed() {
      return Map.of("stub_things", List.of("b"));
    }

    @Override
    protected Set<String> secrets() {
      return Set.of("s3cret");
    }
  }

  static class TalkativeView extends GoodView {
    @Override
    protected AuthenticationSettingsMemberProvider view() {
      return new StubView(new HashMap<>(Map.of("stub_things", List.of("s3cret"))));
    }
  }

  static class HastyView extends GoodView {
    @Override
    protected AuthenticationSettingsMemberProvider view() {
      var careful = super.view();
      return new AuthenticationSettingsMemberProvider() {
        @Override
        public Set<String> members() {
          return careful.members();
        }

        @Override
        public Map<String, Object> readMembers(TenantContext tenant) {
          return careful.readMembers(tenant);
        }

        @Override
        public PreparedSettingsChange prepareChange(
            TenantContext tenant,
            Map<String, Object> sent,
            Consumer<String> require,
            AuditInitiator by) {
          careful.prepareChange(tenant, sent, permission -> {}, by).apply();
          return () -> {};
        }
      };
    }
  }

  /** One member, a list of texts. */
  private record StubView(Map<String, Object> kept)
      implements AuthenticationSettingsMemberProvider {
    @Override
    public Set<String> members() {
      return Set.of("stub_things");
    }

    @Override
    public Map<String, Object> readMembers(TenantContext tenant) {
      return Map.copyOf(kept);
    }

    @Override
    public PreparedSettingsChange prepareChange(
        TenantContext tenant,
        Map<String, Object> sent,
        Consumer<String> require,
        AuditInitiator by) {
      var things = sent.get("stub_things");
      if (!(things instanceof List<?> items)
          || !items.stream().allMatch(String.class::isInstance)) {
        throw ApiException.invalid("stub_things", "stub_things must be a list of strings.");
      }
      if (!things.equals(kept.get("stub_things"))) {
        require.accept("settings.manage");
      }
      return () -> kept.put("stub_things", things);
    }
  }

  static class LostSchema extends GoodSchema {
    @Override
    protected TenantSettingsSection schema() {
      var good = super.schema();
      return new TenantSettingsSection() {
        @Override
        public List<SettingDefinition> settings() {
          return good.settings();
        }

        @Override
        public Optional<String> parentSection() {
          return Optional.of("");
        }
      };
    }
  }

  static class UnsafeSchema extends GoodSchema {
    @Override
    protected TenantSettingsSection schema() {
      return () -> List.of(number(), secret("changeme"));
    }
  }
}
