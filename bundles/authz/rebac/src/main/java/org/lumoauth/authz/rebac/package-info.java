/**
 * Relationship-based access control: stores of tuples, models in two languages, and an engine that
 * answers from them. The services are those of {@code org.lumoauth.api.relation}.
 */
package org.lumoauth.authz.rebac;
