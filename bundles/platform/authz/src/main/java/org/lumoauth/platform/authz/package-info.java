/** The one place that decides: asks every model and combines the votes. */
package org.lumoauth.platform.authz;
