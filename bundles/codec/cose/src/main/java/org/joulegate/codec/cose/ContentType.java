package org.joulegate.codec.cose;

/** What the payload is: header parameter 3, RFC 9052 section 3.1. */
public sealed interface ContentType {

  /**
   * A CoAP content format (RFC 7252 section 12.3).
   *
   * @param number 0 to 65,535
   */
  record Format(int number) implements ContentType {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the number is out of range
     */
    public Format {
      if (number < 0 || number > 0xFFFF) {
        throw new IllegalArgumentException("a content format is 0 to 65535, not " + number);
      }
    }
  }

  /**
   * A media type as text, such as {@code application/vnd.example+cbor}.
   *
   * @param name not blank
   */
  record MediaType(String name) implements ContentType {
    /**
     * Checks that there is one.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public MediaType {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a media type must not be blank");
      }
    }
  }
}
