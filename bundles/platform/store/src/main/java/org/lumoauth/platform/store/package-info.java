/** Short-lived records and credentials. */
package org.lumoauth.platform.store;
