/** The endpoints of authorization models. */
package org.lumoauth.authz.rebac.web.model;
