package org.lumoauth.agents.aauthperson.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which person an agent acts for, under which name each resource knows them, and what they allowed.
 */
@Component(service = People.class)
public final class People {

  private static final String BINDING = "binding";
  private static final String CONSENT = "consent";
  private static final String PURPOSE = "aauth-person-subject";

  private final Records records;
  private final Subjects subjects;
  private final SecretVault vault;

  @Activate
  public People(
      @Reference Records records, @Reference Subjects subjects, @Reference SecretVault vault) {
    this.records = records;
    this.subjects = subjects;
    this.vault = vault;
  }

  /** The person that an agent acts for, if there is one who may act. */
  public Optional<String> of(TenantContext tenant, AgentCaller agent) {
    return records
        .find(tenant.id(), BINDING, key(agent.provider(), agent.id()), agent.id())
        .map(stored -> (String) stored.content().get("user"))
        .filter(
            user ->
                subjects.status(tenant, new SubjectRef(SubjectRef.USER, user))
                    == SubjectStatus.ENABLED);
  }

  /** Binds an agent to a person; one that is bound stays with whom it is bound to. */
  public void bind(TenantContext tenant, String provider, String agent, String user) {
    records.add(tenant.id(), BINDING, key(provider, agent), agent, Map.of("user", user));
  }

  /** What a person let an agent do at a resource; empty if nothing, not even be named. */
  public Optional<Set<String>> allowed(
      TenantContext tenant, String agent, String user, String resource) {
    return records
        .find(tenant.id(), CONSENT, key(agent, user, resource), user)
        .map(stored -> stored.content().get("scope"))
        .map(People::texts);
  }

  /** Adds to what a person lets an agent do at a resource. */
  public void allow(
      TenantContext tenant, String agent, String user, String resource, Set<String> scope) {
    String key = key(agent, user, resource);
    var was = records.find(tenant.id(), CONSENT, key, user);
    Set<String> all = new TreeSet<>(scope);
    was.map(stored -> texts(stored.content().get("scope"))).ifPresent(all::addAll);
    Map<String, Object> content =
        Map.of("agent", agent, "resource", resource, "scope", List.copyOf(all));
    if (was.isEmpty()) {
      records.add(tenant.id(), CONSENT, key, user, content);
    } else {
      records.replace(tenant.id(), CONSENT, key, user, was.get(), content);
    }
  }

  /** The person's name at a resource: another at each (section Directed Identifiers). */
  public String directed(TenantContext tenant, String user, String resource) {
    byte[] hash = vault.hash(PURPOSE, tenant.id() + "\n" + user + "\n" + resource);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static Set<String> texts(Object value) {
    Set<String> texts = new TreeSet<>();
    if (value instanceof List<?> list) {
      list.forEach(text -> texts.add(String.valueOf(text)));
    }
    return texts;
  }

  private static String key(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
