/**
 * Attribute-based access control: policies over attributes of the user, the resource and the
 * environment, as an authorization model; the attributes themselves; and the API for both.
 */
package org.lumoauth.authz.abac;
