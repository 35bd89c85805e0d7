/** Passwords of users: the policy, verification, and change. */
package org.lumoauth.platform.directory.password;
