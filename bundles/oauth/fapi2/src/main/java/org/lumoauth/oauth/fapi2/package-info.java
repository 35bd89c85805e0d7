/** The FAPI 2.0 profiles. */
package org.lumoauth.oauth.fapi2;
