package dev.sluice.corpus.shard;

import java.nio.ByteBuffer;

/** How wide a token is in a {@code .bin}. */
enum TokenWidth {
  /** 2 bytes without sign, of few tokens. */
  UINT16(2, 8),
  /** 4 bytes. */
  INT32(4, 4);

  /** As Megatron-LM has it: {@code DType.optimal_dtype}. */
  private static final int FEW = 65_500;

  private final int bytes;
  private final int code;

  TokenWidth(int bytes, int code) {
    this.bytes = bytes;
    this.code = code;
  }

  /** For a tokenizer of so many tokens. */
  static TokenWidth of(int vocabulary) {
    return vocabulary < FEW ? UINT16 : INT32;
  }

  int bytes() {
    return bytes;
  }

  /** What the index says of it. */
  byte code() {
    return (byte) code;
  }

  void put(ByteBuffer buffer, int token) {
    if (this == UINT16) {
      buffer.putShort((short) token);
    } else {
      buffer.putInt(token);
    }
  }
}
