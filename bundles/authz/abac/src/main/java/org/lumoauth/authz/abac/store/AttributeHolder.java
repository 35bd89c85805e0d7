package org.lumoauth.authz.abac.store;

import org.lumoauth.authz.abac.attribute.AttributeType;

/**
 * The holder of attributes: a user or a resource.
 *
 * @param attributeType user or resource
 * @param type {@code user}, or the type of the resource
 * @param id the id, byte-exact
 */
public record AttributeHolder(AttributeType attributeType, String type, String id) {

  /** Creates the holder for a user. */
  public static AttributeHolder user(String id) {
    return new AttributeHolder(AttributeType.USER, "user", id);
  }

  /** Creates the holder for a resource. */
  public static AttributeHolder resource(String type, String id) {
    return new AttributeHolder(AttributeType.RESOURCE, type, id);
  }
}
