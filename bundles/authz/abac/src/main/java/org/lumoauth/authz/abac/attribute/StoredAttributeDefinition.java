/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.time.Instant;

/**
 * A stored attribute definition.
 *
 * @param id the number, unique per tenant; the numbers of built-in definitions are below {@link
 *     BuiltInAttributeDefinitions#FIRST_OWN}
 * @param definition the definition
 * @param system whether it is built in
 * @param createdAt the creation time
 * @param updatedAt the time of the last change
 * @param version incremented with each change
 */
public record StoredAttributeDefinition(
    long id,
    AttributeDefinition definition,
    boolean system,
    Instant createdAt,
    Instant updatedAt,
    long version) {}
