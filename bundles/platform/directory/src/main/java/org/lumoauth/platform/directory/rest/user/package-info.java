/** The endpoints of users. */
package org.lumoauth.platform.directory.rest.user;
