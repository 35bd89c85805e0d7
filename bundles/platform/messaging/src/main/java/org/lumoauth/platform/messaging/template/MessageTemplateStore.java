/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.JsonColumnConverter;
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

  private static final JsonColumnConverter<StoredTemplateContent> CONTENT =
      JsonColumnConverter.of("msg_template", StoredTemplateContent.class);
  private static final String SELECT =
      "select name, locale, active, content, created_us, updated_us from msg_template";
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
    var found = new TreeMap<String, TenantMessageTemplate>();
    unit.list(
            row -> Map.entry(row.getString("locale"), template(row)),
            SELECT + " where tenant_id = ? and name = ?",
            tenantId,
            name)
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
  }

  /** Returns all of the tenant's templates by name and language, as {@code password-reset de}. */
  public Map<String, TenantMessageTemplate> all(String tenantId) {
    var found = new TreeMap<String, TenantMessageTemplate>();
    unit.list(
            row -> Map.entry(row.getString("name") + " " + row.getString("locale"), template(row)),
            SELECT + " where tenant_id = ?",
            tenantId)
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
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
                now,
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
                now,
                now);
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
        SELECT + KEY + " for update",
        tenantId,
        name,
        locale);
  }

  @Override
  public void erase(String tenantId) {
    unit.update("delete from msg_template where tenant_id = ?", tenantId);
  }

  private static TenantMessageTemplate template(ResultSet row) throws SQLException {
    StoredTemplateContent content = CONTENT.read(row.getBytes("content"), row.getString("name"));
    return new TenantMessageTemplate(
        new MessageTemplate(
            Optional.ofNullable(content.subject()),
            content.text(),
            Optional.ofNullable(content.html())),
        row.getBoolean("active"),
        SqlStatementRunner.instant(row, "created_us"),
        SqlStatementRunner.instant(row, "updated_us"));
  }

  private static byte[] write(MessageTemplate content) {
    return CONTENT.writeBytes(
        new StoredTemplateContent(
            content.subject().orElse(null), content.text(), content.html().orElse(null)));
  }
}
