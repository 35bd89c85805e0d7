/** The relation model and tuples in the export and import of a tenant. */
package org.lumoauth.authz.rebac.transfer;
