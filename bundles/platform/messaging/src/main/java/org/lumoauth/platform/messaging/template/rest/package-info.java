/** The admin API of message templates. */
package org.lumoauth.platform.messaging.template.rest;
