/** The HTTP API of a tenant's relations: queries, tuples, changes and models. */
package org.lumoauth.authz.rebac.web;
