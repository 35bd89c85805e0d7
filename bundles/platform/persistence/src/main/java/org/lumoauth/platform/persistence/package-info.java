/**
 * Persistence for bundles: each bundle has its own persistence unit on the shared data source, with
 * a schema created by its own migrations. This bundle does not depend on the stored data.
 *
 * <p>A bundle with tables but without entities needs one changelog {@code db/NAME.xml}, the
 * annotation {@link org.lumoauth.platform.persistence.TenantTables} that lists the tables with rows
 * of tenants, and a store:
 *
 * <pre>{@code
 * @Component(service = CardStore.class)
 * public final class CardStore {
 *   private static final JsonColumnConverter<CardContent> CONTENT =
 *       JsonColumnConverter.of("acd_card", CardContent.class);
 *   private final PersistenceUnit unit;
 *
 *   @Activate
 *   public CardStore(@Reference PersistenceUnit unit) {
 *     this.unit = unit;
 *   }
 *
 *   boolean add(String tenantId, Card card, Instant now) {
 *     return unit.update(
 *             "insert into acd_card (tenant_id, card_id, content, created_us) values (?, ?, ?, ?)",
 *             tenantId, card.id(), CONTENT.write(card.content()), now)
 *         == 1;
 *   }
 *
 *   List<Card> all(String tenantId) {
 *     return unit.list(
 *         CardStore::card, "select * from acd_card where tenant_id = ?", tenantId);
 *   }
 *
 *   private static Card card(ResultSet row) throws SQLException {
 *     String id = row.getString("card_id");
 *     return new Card(
 *         id, CONTENT.read(row.getString("content"), id), SqlStatementRunner.instant(row, "created_us"));
 *   }
 * }
 * }</pre>
 *
 * <p>Statements that belong together run on one connection of {@link
 * org.lumoauth.platform.persistence.PersistenceUnit#jdbc} with {@link
 * org.lumoauth.platform.persistence.SqlStatementRunner}. A unique key in use is a {@link
 * org.lumoauth.platform.persistence.DuplicateKeyException}; the store or its service catches it
 * where it has a better error than 409 {@code conflict}.
 *
 * <p>A bundle with entities converts the times of its rows with {@link
 * org.lumoauth.platform.persistence.EpochMicrosConverter}.
 */
@Export
@Version("1.10.0")
@NullMarked
package org.lumoauth.platform.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
