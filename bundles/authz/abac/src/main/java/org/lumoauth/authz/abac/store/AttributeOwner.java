/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import org.lumoauth.authz.abac.attribute.AttributeCategory;

/**
 * A user or resource that has attributes.
 *
 * @param attributeType user or resource
 * @param type {@code user}, or the type of the resource
 * @param id the id, byte-exact
 */
public record AttributeOwner(AttributeCategory attributeType, String type, String id) {

  /** Creates the reference to a user. */
  public static AttributeOwner user(String id) {
    return new AttributeOwner(AttributeCategory.USER, "user", id);
  }

  /** Creates the reference to a resource. */
  public static AttributeOwner resource(String type, String id) {
    return new AttributeOwner(AttributeCategory.RESOURCE, type, id);
  }
}
