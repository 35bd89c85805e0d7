/** What resource owners granted, and its end. */
package org.lumoauth.oauth.grants;
