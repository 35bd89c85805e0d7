/** Records that live for minutes, and credentials. */
package org.lumoauth.platform.store;
