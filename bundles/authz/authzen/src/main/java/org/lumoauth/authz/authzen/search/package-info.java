/** The search endpoints: which subjects, resources and actions are permitted. */
package org.lumoauth.authz.authzen.search;
