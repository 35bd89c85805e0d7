package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.directory.Misuse;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;

/** Subjects by tenant; also usable as the source of one type. */
public final class FakeSubjects implements Subjects, SubjectSource {

  private record Key(String tenantId, SubjectRef subject) {}

  private record Entry(SubjectStatus status, String name) {}

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Key, Set<String>> limits = new ConcurrentHashMap<>();
  private final Set<Key> forThemselves = ConcurrentHashMap.newKeySet();
  private final Map<Key, SubjectRef> principals = new ConcurrentHashMap<>();
  private final List<Misused> misuses = new CopyOnWriteArrayList<>();

  /** What was told of a credential of a subject. */
  public record Misused(SubjectRef subject, Misuse how, String address) {}

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    var entry = entries.get(new Key(tenant.id(), subject));
    return entry == null ? SubjectStatus.UNKNOWN : entry.status();
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    var entry = entries.get(new Key(tenant.id(), subject));
    return entry == null ? subject.id() : entry.name();
  }

  /** Adds an enabled subject. */
  public FakeSubjects with(TenantContext tenant, SubjectRef subject, String name) {
    entries.put(new Key(tenant.id(), subject), new Entry(SubjectStatus.ENABLED, name));
    return this;
  }

  /** Adds an enabled subject that is called by its id. */
  public FakeSubjects with(TenantContext tenant, SubjectRef subject) {
    return with(tenant, subject, subject.id());
  }

  /** Adds a subject that may not act, or stops one. */
  public FakeSubjects disabled(TenantContext tenant, SubjectRef subject) {
    var name = displayName(tenant, subject);
    entries.put(new Key(tenant.id(), subject), new Entry(SubjectStatus.DISABLED, name));
    return this;
  }

  @Override
  public Optional<Set<String>> scopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.ofNullable(limits.get(new Key(tenant.id(), subject)));
  }

  @Override
  public Optional<SubjectRef> actsFor(TenantContext tenant, SubjectRef subject) {
    return Optional.ofNullable(principals.get(new Key(tenant.id(), subject)));
  }

  /** Says for whom a subject acts. */
  public FakeSubjects actingFor(TenantContext tenant, SubjectRef subject, SubjectRef principal) {
    principals.put(new Key(tenant.id(), subject), principal);
    return this;
  }

  /** Limits what tokens of a subject can permit. */
  public FakeSubjects limited(TenantContext tenant, SubjectRef subject, Set<String> scope) {
    limits.put(new Key(tenant.id(), subject), Set.copyOf(scope));
    return this;
  }

  @Override
  public boolean mayActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return !forThemselves.contains(new Key(tenant.id(), actor));
  }

  @Override
  public void misused(TenantContext tenant, SubjectRef subject, Misuse how, String address) {
    misuses.add(new Misused(subject, how, address));
  }

  /** What was told of credentials, in its order. */
  public List<Misused> misuses() {
    return List.copyOf(misuses);
  }

  /** A subject that may act for nobody but itself. */
  public FakeSubjects forItself(TenantContext tenant, SubjectRef subject) {
    forThemselves.add(new Key(tenant.id(), subject));
    return this;
  }

  /** A subject that may act for others again. */
  public FakeSubjects forOthers(TenantContext tenant, SubjectRef subject) {
    forThemselves.remove(new Key(tenant.id(), subject));
    return this;
  }
}
