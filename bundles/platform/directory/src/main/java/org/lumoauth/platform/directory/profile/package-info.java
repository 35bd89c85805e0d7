/** The profile of a user: standard and additional claims (OpenID Connect Core section 5.1). */
package org.lumoauth.platform.directory.profile;
