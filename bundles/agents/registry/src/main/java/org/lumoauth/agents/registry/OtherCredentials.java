package org.lumoauth.agents.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.lumoauth.api.authn.SetBy;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who set what agents authenticate by and other modules keep, as rules that trust workloads, and
 * who holds tokens of theirs. It is remembered here, where it is asked about: also while such a
 * module is away, and after it.
 */
@Component(service = OtherCredentials.class)
public final class OtherCredentials {

  /** In the place of a credential: the tokens that people had made, all together. */
  private static final String TOKENS = "tokens";

  private static final int ATTEMPTS = 30;
  private static final String COLUMNS =
      "select credential_id, set_by, version_no from agent_credential";
  private static final String ONE = " where tenant_id = ? and holder_id = ? and credential_id = ?";

  private record Row(String credentialId, SetBy setBy, int version) {}

  private final PersistenceUnit unit;

  @Activate
  public OtherCredentials(@Reference RegistryUnit registry) {
    this.unit = registry.unit();
  }

  /** Somebody set it: in the place of what there was, or beside that. */
  void set(
      String tenantId,
      String holderId,
      String credentialId,
      boolean replaced,
      Collection<String> users) {
    change(
        tenantId,
        holderId,
        credentialId,
        was -> replaced ? was.then(users, Instant.now()) : was.and(users));
  }

  /** Somebody makes it another holder's: those who set it know it still. */
  void moved(
      String tenantId, String credentialId, String from, String to, Collection<String> users) {
    SetBy known =
        unit.statement(connection -> find(connection, tenantId, from, credentialId))
            .map(Row::setBy)
            .orElse(SetBy.NOBODY);
    change(tenantId, to, credentialId, was -> both(was, known).and(users));
  }

  /** It holds no more. */
  void ended(String tenantId, String holderId, String credentialId) {
    change(tenantId, holderId, credentialId, was -> was.then(Set.of(), Instant.now()));
  }

  /** It never held, and nothing else is called so. */
  void refused(String tenantId, String holderId, String credentialId) {
    unit.statement(
        connection ->
            Statements.update(
                connection,
                "delete from agent_credential" + ONE,
                tenantId,
                holderId,
                credentialId));
  }

  /** Somebody holds a token of an agent until then. */
  void tokenMade(String tenantId, String agentId, Collection<String> users, Instant until) {
    Map<String, Long> held = new HashMap<>();
    users.forEach(user -> held.put(user, micros(until)));
    var wanted = new SetBy(held);
    change(
        tenantId,
        agentId,
        TOKENS,
        was -> both(was, wanted).equals(was) ? was : both(living(was), wanted));
  }

  /** The ids of those who hold a token of an agent. */
  Set<String> tokenHolders(String tenantId, String agentId, Instant now) {
    return unit.statement(connection -> find(connection, tenantId, agentId, TOKENS))
        .map(row -> row.setBy().at(now))
        .orElse(Set.of());
  }

  /** The ids of those who may ask by what was set of one of these holders. */
  Set<String> setters(String tenantId, Set<String> holderIds, Instant now) {
    if (holderIds.isEmpty()) {
      return Set.of();
    }
    String sql =
        "select set_by from agent_credential where tenant_id = ? and credential_id <> ?"
            + " and holder_id in ("
            + String.join(", ", Collections.nCopies(holderIds.size(), "?"))
            + ")";
    Object[] values =
        Stream.concat(Stream.of(tenantId, TOKENS), holderIds.stream()).toArray();
    return unit
        .statement(
            connection ->
                Statements.list(connection, row -> SetBy.read(row.getString(1)), sql, values))
        .stream()
        .flatMap(setBy -> setBy.at(now).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Forgets all of a holder that is removed; its id is not used again. */
  static void forget(EntityManager em, String tenantId, String holderId) {
    em.createNativeQuery("DELETE FROM agent_credential WHERE tenant_id = ?1 AND holder_id = ?2")
        .setParameter(1, tenantId)
        .setParameter(2, holderId)
        .executeUpdate();
  }

  private static SetBy living(SetBy was) {
    Map<String, Long> living = new HashMap<>(was.untilMicros());
    living.values().removeIf(until -> until <= micros(Instant.now()));
    return new SetBy(living);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static SetBy both(SetBy one, SetBy other) {
    Map<String, Long> all = new HashMap<>(one.untilMicros());
    other.untilMicros().forEach((user, until) -> all.merge(user, until, Math::max));
    return new SetBy(all);
  }

  private void change(
      String tenantId, String holderId, String credentialId, UnaryOperator<SetBy> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (unit.jdbc(
            connection -> {
              boolean changed = changed(connection, tenantId, holderId, credentialId, change);
              if (changed && !credentialId.equals(TOKENS)) { // which are made often
                forgetEnded(connection, tenantId, holderId);
              }
              return changed;
            })) {
          return;
        }
      } catch (DuplicateKeyException | StaleDataException e) {
        continue; // another was first, or holds the row
      }
    }
    throw new Problem(409, "conflict", "Others are changing this just now; try again.");
  }

  /** Whether nobody else changed it meanwhile. */
  private static boolean changed(
      Connection connection,
      String tenantId,
      String holderId,
      String credentialId,
      UnaryOperator<SetBy> change)
      throws SQLException {
    Optional<Row> found = find(connection, tenantId, holderId, credentialId);
    SetBy before = found.map(Row::setBy).orElse(SetBy.NOBODY);
    SetBy after = change.apply(before);
    if (after.equals(before)) {
      return true;
    }
    if (found.isEmpty()) {
      return Statements.update(
              connection,
              "insert into agent_credential"
                  + " (tenant_id, holder_id, credential_id, set_by, version_no)"
                  + " values (?, ?, ?, ?, 0)",
              tenantId,
              holderId,
              credentialId,
              after.text())
          == 1;
    }
    return Statements.update(
            connection,
            "update agent_credential set set_by = ?, version_no = version_no + 1"
                + ONE
                + " and version_no = ?",
            after.text(),
            tenantId,
            holderId,
            credentialId,
            found.get().version())
        == 1;
  }

  /** What ended so long ago that nobody counts for it. */
  private static void forgetEnded(Connection connection, String tenantId, String holderId)
      throws SQLException {
    var now = Instant.now();
    for (Row row :
        Statements.list(
            connection,
            OtherCredentials::row,
            COLUMNS + " where tenant_id = ? and holder_id = ?",
            tenantId,
            holderId)) {
      if (row.setBy().at(now).isEmpty()) {
        Statements.update(
            connection,
            "delete from agent_credential" + ONE + " and version_no = ?",
            tenantId,
            holderId,
            row.credentialId(),
            row.version());
      }
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString(1), SetBy.read(row.getString(2)), row.getInt(3));
  }

  private static Optional<Row> find(
      Connection connection, String tenantId, String holderId, String credentialId)
      throws SQLException {
    return Statements.first(
        connection, OtherCredentials::row, COLUMNS + ONE, tenantId, holderId, credentialId);
  }
}
