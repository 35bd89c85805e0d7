/**
 * The tables of attributes and policies. Every statement is restricted to a tenant, and changes are
 * serialized per tenant.
 */
package org.lumoauth.authz.abac.store;
