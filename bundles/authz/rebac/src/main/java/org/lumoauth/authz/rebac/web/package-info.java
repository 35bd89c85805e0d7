/** The doors over a tenant's relations: questions, tuples, changes and models. */
package org.lumoauth.authz.rebac.web;
