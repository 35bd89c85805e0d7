/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;

/** Subjects by tenant; can also be used as the source of one type. */
public final class FakeSubjectDirectory implements SubjectDirectory, SubjectSource {

  private record FakeSubjectKey(String tenantId, SubjectRef subject) {}

  private record FakeSubjectEntry(SubjectStatus status, String name) {}

  private final Map<FakeSubjectKey, FakeSubjectEntry> entries = new ConcurrentHashMap<>();
  private final Map<FakeSubjectKey, Set<String>> limits = new ConcurrentHashMap<>();
  private final Set<FakeSubjectKey> forThemselves = ConcurrentHashMap.newKeySet();
  private final Map<FakeSubjectKey, SubjectRef> principals = new ConcurrentHashMap<>();
  private final List<RecordedCredentialAbuse> misuses = new CopyOnWriteArrayList<>();

  /** A reported credential abuse. */
  public record RecordedCredentialAbuse(
      SubjectRef subject, CredentialAbuseKind how, String address) {}

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    var entry = entries.get(new FakeSubjectKey(tenant.id(), subject));
    return entry == null ? SubjectStatus.UNKNOWN : entry.status();
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    var entry = entries.get(new FakeSubjectKey(tenant.id(), subject));
    return entry == null ? subject.id() : entry.name();
  }

  /** Adds an enabled subject. */
  public FakeSubjectDirectory with(TenantContext tenant, SubjectRef subject, String name) {
    entries.put(
        new FakeSubjectKey(tenant.id(), subject),
        new FakeSubjectEntry(SubjectStatus.ENABLED, name));
    return this;
  }

  /** Adds an enabled subject with its id as its name. */
  public FakeSubjectDirectory with(TenantContext tenant, SubjectRef subject) {
    return with(tenant, subject, subject.id());
  }

  /** Adds a disabled subject, or disables one. */
  public FakeSubjectDirectory disabled(TenantContext tenant, SubjectRef subject) {
    var name = displayName(tenant, subject);
    entries.put(
        new FakeSubjectKey(tenant.id(), subject),
        new FakeSubjectEntry(SubjectStatus.DISABLED, name));
    return this;
  }

  @Override
  public Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.ofNullable(limits.get(new FakeSubjectKey(tenant.id(), subject)));
  }

  @Override
  public Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return Optional.ofNullable(principals.get(new FakeSubjectKey(tenant.id(), subject)));
  }

  /** Sets the principal for which a subject acts. */
  public FakeSubjectDirectory actingFor(
      TenantContext tenant, SubjectRef subject, SubjectRef principal) {
    principals.put(new FakeSubjectKey(tenant.id(), subject), principal);
    return this;
  }

  /** Limits the scope of a subject's tokens. */
  public FakeSubjectDirectory withScopeLimit(
      TenantContext tenant, SubjectRef subject, Set<String> scope) {
    limits.put(new FakeSubjectKey(tenant.id(), subject), Set.copyOf(scope));
    return this;
  }

  @Override
  public boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return !forThemselves.contains(new FakeSubjectKey(tenant.id(), actor));
  }

  @Override
  public void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {
    misuses.add(new RecordedCredentialAbuse(subject, how, address));
  }

  /** Returns the reported credential abuses, in order. */
  public List<RecordedCredentialAbuse> misuses() {
    return List.copyOf(misuses);
  }

  /** Restricts a subject to acting for itself. */
  public FakeSubjectDirectory forItself(TenantContext tenant, SubjectRef subject) {
    forThemselves.add(new FakeSubjectKey(tenant.id(), subject));
    return this;
  }

  /** Allows a subject to act for others again. */
  public FakeSubjectDirectory forOthers(TenantContext tenant, SubjectRef subject) {
    forThemselves.remove(new FakeSubjectKey(tenant.id(), subject));
    return this;
  }
}
