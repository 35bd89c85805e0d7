/**
 * Relationship-based access control: stores of tuples, models in several languages, and an engine
 * that evaluates queries. The services implement {@code org.lumoauth.api.relation}.
 */
package org.lumoauth.authz.rebac;
