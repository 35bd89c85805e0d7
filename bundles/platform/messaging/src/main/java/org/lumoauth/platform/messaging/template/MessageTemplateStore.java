package org.lumoauth.platform.messaging.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores the templates of tenants. */
@Component(
    service = {MessageTemplateStore.class, TenantDataEraser.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-messaging-templates"})
public final class MessageTemplateStore implements TenantDataEraser {

  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "platform-messaging-templates",
          MessageTemplateStore.class,
          List.of(),
          "db/platform-messaging-templates.xml");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = " where tenant_id = ? and name = ? and locale = ?";

  private final PersistenceUnit unit;

  private record StoredTemplateContent(
      @Nullable String subject, String text, @Nullable String html) {}

  @Activate
  public MessageTemplateStore(@Reference PersistenceUnitFactory units) {
    this(units.open(DEFINITION));
  }

  private MessageTemplateStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates a store on an open unit. A factory method, because two public constructors of the same
   * length would be ambiguous for the container.
   */
  public static MessageTemplateStore on(PersistenceUnit unit) {
    return new MessageTemplateStore(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Returns the tenant's template with this name in this language. */
  public Optional<TenantMessageTemplate> find(String tenantId, String name, String locale) {
    return Optional.ofNullable(all(tenantId, name).get(locale));
  }

  /** Returns the tenant's templates with this name by language. */
  public Map<String, TenantMessageTemplate> all(String tenantId, String name) {
    return unit.jdbc(
        connection -> {
          var found = new TreeMap<String, TenantMessageTemplate>();
          SqlStatementRunner.list(
                  connection,
                  row -> Map.entry(row.getString(1), template(row)),
                  "select locale, active, content, created_us, updated_us from msg_template"
                      + " where tenant_id = ? and name = ?",
                  tenantId,
                  name)
              .forEach(each -> found.put(each.getKey(), each.getValue()));
          return found;
        });
  }

  /** Returns all of the tenant's templates by name and language, as {@code password-reset de}. */
  public Map<String, TenantMessageTemplate> all(String tenantId) {
    return unit.jdbc(
        connection -> {
          var found = new TreeMap<String, TenantMessageTemplate>();
          SqlStatementRunner.list(
                  connection,
                  row -> Map.entry(row.getString(6) + " " + row.getString(1), template(row)),
                  "select locale, active, content, created_us, updated_us, name from msg_template"
                      + " where tenant_id = ?",
                  tenantId)
              .forEach(each -> found.put(each.getKey(), each.getValue()));
          return found;
        });
  }

  /**
   * Stores a template and replaces an existing template.
   *
   * @return the previous template; no other change happened in between
   */
  public Optional<TenantMessageTemplate> put(
      String tenantId,
      String name,
      String locale,
      MessageTemplate content,
      boolean active,
      Instant now) {
    byte[] json = write(content);
    return unit.retryingTransaction(
        connection -> {
          var there = locked(connection, tenantId, name, locale);
          if (there.isPresent()) {
            SqlStatementRunner.update(
                connection,
                "update msg_template set active = ?, content = ?, updated_us = ?" + KEY,
                active,
                json,
                micros(now),
                tenantId,
                name,
                locale);
          } else {
            SqlStatementRunner.update(
                connection,
                "insert into msg_template (tenant_id, name, locale, active, content,"
                    + " created_us, updated_us) values (?, ?, ?, ?, ?, ?, ?)",
                tenantId,
                name,
                locale,
                active,
                json,
                micros(now),
                micros(now));
          }
          return there;
        });
  }

  /** Removes a template and returns it, if it existed. */
  public Optional<TenantMessageTemplate> remove(String tenantId, String name, String locale) {
    return unit.retryingTransaction(
        connection -> {
          var there = locked(connection, tenantId, name, locale);
          SqlStatementRunner.update(
              connection, "delete from msg_template" + KEY, tenantId, name, locale);
          return there;
        });
  }

  private static Optional<TenantMessageTemplate> locked(
      Connection connection, String tenantId, String name, String locale) throws SQLException {
    return SqlStatementRunner.first(
        connection,
        MessageTemplateStore::template,
        "select locale, active, content, created_us, updated_us from msg_template"
            + KEY
            + " for update",
        tenantId,
        name,
        locale);
  }

  @Override
  public void erase(String tenantId) {
    unit.jdbc(
        connection ->
            SqlStatementRunner.update(
                connection, "delete from msg_template where tenant_id = ?", tenantId));
  }

  private static TenantMessageTemplate template(ResultSet row) throws SQLException {
    try {
      StoredTemplateContent content = JSON.readValue(row.getBytes(3), StoredTemplateContent.class);
      return new TenantMessageTemplate(
          new MessageTemplate(
              Optional.ofNullable(content.subject()),
              content.text(),
              Optional.ofNullable(content.html())),
          row.getBoolean(2),
          instant(row.getLong(4)),
          instant(row.getLong(5)));
    } catch (IOException e) {
      throw new IllegalStateException("a row of msg_template has an unexpected format", e);
    }
  }

  private static byte[] write(MessageTemplate content) {
    try {
      return JSON.writeValueAsBytes(
          new StoredTemplateContent(
              content.subject().orElse(null), content.text(), content.html().orElse(null)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the template cannot be serialized as JSON", e);
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
