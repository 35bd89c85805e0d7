/** The endpoints of groups. */
package org.lumoauth.platform.directory.rest.group;
